package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The forms of arrays of primitives: the length and the memory, little endian, copied in bulk. */
final class PrimitiveArrays {

  static final ValueForm<byte[]> BYTES =
      new ValueForm<>(
          (out, a) -> {
            int at = start(out, a.length, 1);
            System.arraycopy(a, 0, out.getBuffer(), at, a.length);
          },
          in -> {
            byte[] a = new byte[Wire.readLength(in, 1)];
            System.arraycopy(in.getBuffer(), in.position(), a, 0, a.length);
            in.setPosition(in.position() + a.length);
            return a;
          });

  static final ValueForm<boolean[]> BOOLEANS =
      new ValueForm<>(
          (out, a) -> {
            int at = start(out, a.length, 1);
            byte[] buffer = out.getBuffer();
            for (int i = 0; i < a.length; i++) {
              buffer[at + i] = (byte) (a[i] ? 1 : 0);
            }
          },
          in -> {
            boolean[] a = new boolean[Wire.readLength(in, 1)];
            byte[] buffer = in.getBuffer();
            int at = in.position();
            for (int i = 0; i < a.length; i++) {
              a[i] = buffer[at + i] != 0;
            }
            in.setPosition(at + a.length);
            return a;
          });

  static final ValueForm<char[]> CHARS =
      new ValueForm<>(
          (out, a) -> into(out, a.length, 2).asCharBuffer().put(a),
          in -> {
            char[] a = new char[Wire.readLength(in, 2)];
            from(in, a.length, 2).asCharBuffer().get(a);
            return a;
          });

  static final ValueForm<short[]> SHORTS =
      new ValueForm<>(
          (out, a) -> into(out, a.length, 2).asShortBuffer().put(a),
          in -> {
            short[] a = new short[Wire.readLength(in, 2)];
            from(in, a.length, 2).asShortBuffer().get(a);
            return a;
          });

  static final ValueForm<int[]> INTS =
      new ValueForm<>(
          (out, a) -> into(out, a.length, 4).asIntBuffer().put(a),
          in -> {
            int[] a = new int[Wire.readLength(in, 4)];
            from(in, a.length, 4).asIntBuffer().get(a);
            return a;
          });

  static final ValueForm<long[]> LONGS =
      new ValueForm<>(
          (out, a) -> into(out, a.length, 8).asLongBuffer().put(a),
          in -> {
            long[] a = new long[Wire.readLength(in, 8)];
            from(in, a.length, 8).asLongBuffer().get(a);
            return a;
          });

  static final ValueForm<float[]> FLOATS =
      new ValueForm<>(
          (out, a) -> into(out, a.length, 4).asFloatBuffer().put(a),
          in -> {
            float[] a = new float[Wire.readLength(in, 4)];
            from(in, a.length, 4).asFloatBuffer().get(a);
            return a;
          });

  static final ValueForm<double[]> DOUBLES =
      new ValueForm<>(
          (out, a) -> into(out, a.length, 8).asDoubleBuffer().put(a),
          in -> {
            double[] a = new double[Wire.readLength(in, 8)];
            from(in, a.length, 8).asDoubleBuffer().get(a);
            return a;
          });

  private PrimitiveArrays() {}

  private static int start(Output out, int length, int width) {
    Wire.writeLength(out, length);
    return Wire.reserve(out, (long) length * width);
  }

  private static ByteBuffer into(Output out, int length, int width) {
    int at = start(out, length, width);
    return ByteBuffer.wrap(out.getBuffer(), at, length * width).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer from(Input in, int length, int width) {
    int at = in.position();
    in.setPosition(at + length * width);
    return ByteBuffer.wrap(in.getBuffer(), at, length * width).order(ByteOrder.LITTLE_ENDIAN);
  }
}
