"""What tests share: servers, browsers, fake jobs, and what a reader does on any page."""
