"""The window: panels over the services, a table that is a view of SQL, events merged before they are painted."""
