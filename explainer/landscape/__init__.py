"""This package has the landscapes: two losses over a plane, toy or measured, and the descent of a ball on them."""
