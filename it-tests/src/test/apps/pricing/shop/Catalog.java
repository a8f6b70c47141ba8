package shop;

import java.util.Map;

/** Discounts in percent by customer; large enough to be worth putting once. */
record Catalog(Map<String, Integer> discounts) {}
