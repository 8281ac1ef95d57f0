"""Where the tables of dated offices come from: two independent writings, joined."""
