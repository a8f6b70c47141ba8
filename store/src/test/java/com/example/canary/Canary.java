package com.example.canary;

/** Sings when it is initialised: no class may be that was refused. */
public class Canary {
  static {
    Songs.heard("Canary");
  }

  public Canary() {
    Songs.heard("new Canary");
  }
}
