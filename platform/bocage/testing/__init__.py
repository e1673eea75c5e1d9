"""A pytest plugin for parts and modules: databases, communes, clients, the isolation suite."""
