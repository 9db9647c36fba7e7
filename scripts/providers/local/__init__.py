"""Draft media made on this machine: free, offline, and the same every time for the same words."""
