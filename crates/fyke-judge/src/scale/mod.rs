//! The words of the services for a number: every scale is a view, none is stored.
