"""The models of the app: Pebble, which ships with it, and how any model is asked."""
