"""What is paid for: prices, reservations, bookings, stops, and calls that nobody heard of again."""
