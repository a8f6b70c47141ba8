package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;

/** An input from a byte array that never allocates more than is left in it. */
final class BoundedInput extends Input {

  private static final byte[] NOTHING = new byte[0];

  BoundedInput() {
    super(NOTHING);
  }

  /** Lets go of the bytes. */
  void recycle() {
    setBuffer(NOTHING);
  }

  @Override
  public byte[] readBytes(int length) {
    return super.readBytes(Wire.checkLength(this, length, 1));
  }

  /** Text has its own form. */
  @Override
  public String readString() {
    return Strings.read(this);
  }
}
