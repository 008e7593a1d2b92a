"""This page is chapter 4: two copies of Pebble learn about Jan, with and without old data."""

from explainer.ui.chapters import forgetting

forgetting.page()
