package com.example.shop;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Classes of every shape that applications have. */
public final class Shapes {

  private Shapes() {}

  /** An inner class with its outer one. */
  public static class Outer {
    public int value = 1;

    public class Inner {
      public int own = 2;

      public int sum() {
        return value + own;
      }
    }
  }

  public interface Greeter {
    String greet(String name);
  }

  /** A local class that captures. */
  public static Greeter local(String greeting) {
    class Local implements Greeter {
      @Override
      public String greet(String name) {
        return greeting + " " + name;
      }
    }
    return new Local();
  }

  /** An anonymous class that captures. */
  public static Greeter anonymous(String greeting) {
    return new Greeter() {
      @Override
      public String greet(String name) {
        return greeting + ", " + name;
      }
    };
  }

  /** A list with a field. */
  public static class Named<T> extends ArrayList<T> {
    public String name;

    public Named(String name) {
      this.name = name;
    }
  }

  /** A cache as people write it. */
  public static class Lru<K, V> extends LinkedHashMap<K, V> {
    private final int max;

    public Lru(int max) {
      super(16, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > max;
    }
  }

  /** A map with an order of its own and a field. */
  public static class Scores extends TreeMap<String, Integer> {
    public final String unit;

    public Scores(String unit) {
      super(new ByLength());
      this.unit = unit;
    }
  }

  /** A comparator with a name. */
  public static class ByLength implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      int byLength = Integer.compare(a.length(), b.length());
      return byLength != 0 ? byLength : a.compareTo(b);
    }
  }

  /** A list whose elements cannot be had. */
  public static class Broken<T> extends ArrayList<T> {
    @Override
    public Object[] toArray() {
      throw new IllegalStateException("closed");
    }
  }

  /** A list that computes its elements. */
  public static class Squares extends AbstractList<Integer> {
    private final int size;

    public Squares(int size) {
      this.size = size;
    }

    @Override
    public Integer get(int index) {
      return index * index;
    }

    @Override
    public int size() {
      return size;
    }
  }

  /** A tree whose nodes know their parent and hash by what they hold. */
  public static class Tree {
    public String name;
    public Tree parent;
    public final Set<Tree> children = new HashSet<>();

    public Tree(String name) {
      this.name = name;
    }

    public Tree add(Tree child) {
      child.parent = this;
      children.add(child);
      return child;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Tree tree && path().equals(tree.path());
    }

    @Override
    public int hashCode() {
      return path().hashCode();
    }

    private String path() {
      return parent == null ? name : parent.path() + "/" + name;
    }
  }

  /** A list and a view of it. */
  public static class WithView {
    public final List<String> items = new ArrayList<>();
    public final List<String> view = Collections.unmodifiableList(items);
  }

  /** Keeps what matters in a transient field, as collections of libraries do. */
  public static class Bag implements Serializable {
    private static final long serialVersionUID = 1L;
    private transient Map<String, Integer> counts = new HashMap<>();
    private final String name;
    private int sum;

    public Bag(String name) {
      this.name = name;
    }

    public void add(String what, int count) {
      counts.put(what, count);
      sum += count;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(counts.size());
      for (Map.Entry<String, Integer> e : counts.entrySet()) {
        out.writeUTF(e.getKey());
        out.writeObject(e.getValue());
      }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      counts = new HashMap<>();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        counts.put(in.readUTF(), (Integer) in.readObject());
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bag bag
          && bag.counts.equals(counts)
          && bag.name.equals(name)
          && bag.sum == sum;
    }

    @Override
    public int hashCode() {
      return Objects.hash(counts, name, sum);
    }
  }

  /** One instance in each process. */
  public static final class Single implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final Single INSTANCE = new Single();

    private Single() {}

    private Object readResolve() {
      return INSTANCE;
    }
  }

  /** Travels through a serialisation proxy. */
  public static final class Kelvin implements Serializable {
    private static final long serialVersionUID = 1L;
    public final transient double degrees;

    public Kelvin(double degrees) {
      this.degrees = degrees;
    }

    private Object writeReplace() {
      return new Proxy(Double.toString(degrees));
    }

    /** What travels in its place. */
    private static final class Proxy implements Serializable {
      private static final long serialVersionUID = 1L;
      private final String text;

      Proxy(String text) {
        this.text = text;
      }

      private Object readResolve() {
        return new Kelvin(Double.parseDouble(text));
      }
    }
  }
}
