package com.example.canary;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the canaries sang. */
public final class Songs {

  private static final List<String> HEARD = new CopyOnWriteArrayList<>();

  private Songs() {}

  public static void heard(String song) {
    HEARD.add(song);
  }

  public static List<String> all() {
    return List.copyOf(HEARD);
  }
}
