"""Landscapes: two losses over a plane, toy ones in closed form, and the descent of a ball on them."""
