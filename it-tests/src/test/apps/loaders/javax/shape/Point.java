package javax.shape;

/** Of an application's library with a name like the JDK's, as javax.inject and javax.servlet are. */
public record Point(int x, int y) {}
