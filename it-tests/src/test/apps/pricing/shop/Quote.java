package shop;

/** What an order costs. */
record Quote(int number, String customer, long cents) {}
