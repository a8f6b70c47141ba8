package dev.weft.internal.map;

import dev.weft.spi.PromiseRef;
import java.util.List;

/** The calls that were made and not read yet, and which of them is read next. */
interface ReadOrder {

  /** Adds a call. */
  void add(PromiseRef<?> call);

  /** How many there are. */
  int size();

  /** Waits for the next one, and takes it out. There must be one. */
  PromiseRef<?> take();

  /** All of them. */
  List<PromiseRef<?>> all();
}
