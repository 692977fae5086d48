"""The pages, one module a kind; what they show is gathered in service/web/views."""
