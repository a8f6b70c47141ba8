package javax.shop;

/** An application's class with a name like the JDK's. */
public record Item(String name, int count) {}
