package dev.weft.store.internal.codec;

import static dev.weft.store.internal.codec.FixedTypes.add;
import static dev.weft.store.internal.codec.FixedTypes.also;
import static dev.weft.store.internal.codec.FixedTypes.name;
import static dev.weft.store.internal.codec.FixedTypes.put;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Primitives, their arrays, text, numbers and names, numbers 10 to 59. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // what users have, good or bad
final class ScalarTypes {

  private ScalarTypes() {}

  static void register() {
    primitives();
    arrays();
    text();
    numbers();
    names();
  }

  private static void primitives() {
    primitive(
        10,
        new ValueForm<>(Output::writeBoolean, Input::readBoolean),
        Boolean.class,
        boolean.class);
    primitive(11, new ValueForm<>(Output::writeByte, Input::readByte), Byte.class, byte.class);
    primitive(12, new ValueForm<>(Output::writeChar, Input::readChar), Character.class, char.class);
    primitive(
        13,
        new ValueForm<>((out, v) -> out.writeShort(v), Input::readShort),
        Short.class,
        short.class);
    primitive(
        14,
        new ValueForm<>((out, v) -> out.writeVarInt(v, false), in -> in.readVarInt(false)),
        Integer.class,
        int.class);
    primitive(
        15,
        new ValueForm<>((out, v) -> out.writeVarLong(v, false), in -> in.readVarLong(false)),
        Long.class,
        long.class);
    primitive(16, new ValueForm<>(Output::writeFloat, Input::readFloat), Float.class, float.class);
    primitive(
        17, new ValueForm<>(Output::writeDouble, Input::readDouble), Double.class, double.class);
    name(void.class);
  }

  private static <T> void primitive(int id, ValueForm<T> form, Class<T> box, Class<?> primitive) {
    Registration registration = add(id, form, box);
    also(registration, primitive);
    name(primitive);
  }

  private static void arrays() {
    add(20, PrimitiveArrays.BOOLEANS, boolean[].class);
    add(21, PrimitiveArrays.BYTES, byte[].class);
    add(22, PrimitiveArrays.CHARS, char[].class);
    add(23, PrimitiveArrays.SHORTS, short[].class);
    add(24, PrimitiveArrays.INTS, int[].class);
    add(25, PrimitiveArrays.LONGS, long[].class);
    add(26, PrimitiveArrays.FLOATS, float[].class);
    add(27, PrimitiveArrays.DOUBLES, double[].class);
    put(28, new ArrayForm(Object.class), Object[].class);
    put(29, new ArrayForm(String.class), String[].class);
  }

  private static void text() {
    add(30, new ValueForm<>(Strings::write, Strings::read), String.class);
    add(
        31,
        new ValueForm<>(
            (out, v) -> Strings.write(out, v.toString()),
            in -> new StringBuilder(Strings.read(in))),
        StringBuilder.class);
    add(
        32,
        new ValueForm<>(
            (out, v) -> Strings.write(out, v.toString()), in -> new StringBuffer(Strings.read(in))),
        StringBuffer.class);
    add(
        33,
        new ValueForm<>(
            (out, v) -> {
              Strings.write(out, v.pattern());
              out.writeVarInt(v.flags(), true);
            },
            in -> Pattern.compile(Strings.read(in), in.readVarInt(true))),
        Pattern.class);
    add(
        34,
        new ValueForm<>(
            (out, v) -> Strings.write(out, v.name()), in -> Charset.forName(Strings.read(in))),
        Charset.class);
    add(35, new ValueForm<>(ScalarTypes::writeLocale, ScalarTypes::readLocale), Locale.class);
  }

  private static void numbers() {
    add(
        36,
        new ValueForm<>(
            (out, v) -> writeBytes(out, v.toByteArray()), in -> new BigInteger(readBytes(in))),
        BigInteger.class);
    add(
        37,
        new ValueForm<>(
            (out, v) -> {
              writeBytes(out, v.unscaledValue().toByteArray());
              out.writeVarInt(v.scale(), false);
            },
            in -> new BigDecimal(new BigInteger(readBytes(in)), in.readVarInt(false))),
        BigDecimal.class);
    add(
        38,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarInt(v.getPrecision(), true);
              Strings.write(out, v.getRoundingMode().name());
            },
            in -> new MathContext(in.readVarInt(true), RoundingMode.valueOf(Strings.read(in)))),
        MathContext.class);
  }

  private static void names() {
    add(
        40,
        new ValueForm<>(
            (out, v) -> {
              out.writeLong(v.getMostSignificantBits());
              out.writeLong(v.getLeastSignificantBits());
            },
            in -> new UUID(in.readLong(), in.readLong())),
        UUID.class);
    add(
        41,
        new ValueForm<>(
            (out, v) -> Strings.write(out, v.toString()), in -> URI.create(Strings.read(in))),
        URI.class);
    add(
        42,
        new ValueForm<>(
            (out, v) -> Strings.write(out, v.getCurrencyCode()),
            in -> Currency.getInstance(Strings.read(in))),
        Currency.class);
    add(
        43,
        new ValueForm<>((out, v) -> out.writeLong(v.getTime()), in -> new Date(in.readLong())),
        Date.class);
    add(
        44,
        new ValueForm<>(
            (out, v) -> Strings.write(out, v.getPath()), in -> new File(Strings.read(in))),
        File.class);
    Registration address =
        add(
            45,
            new ValueForm<>(ScalarTypes::writeAddress, ScalarTypes::readAddress),
            InetAddress.class);
    also(address, Inet4Address.class);
    also(address, Inet6Address.class);
    add(
        46,
        new ValueForm<>(ScalarTypes::writeSocketAddress, ScalarTypes::readSocketAddress),
        InetSocketAddress.class);
    add(47, new ClassForm(), classOfClass());
    add(48, new ValueForm<>((out, v) -> {}, in -> new Object()), Object.class);
  }

  @SuppressWarnings("unchecked") // there is no literal for it
  private static Class<Class<?>> classOfClass() {
    return (Class<Class<?>>) (Class<?>) Class.class;
  }

  private static void writeLocale(Output out, Locale locale) {
    String tag = locale.toLanguageTag();
    boolean exact = Locale.forLanguageTag(tag).equals(locale);
    out.writeBoolean(exact);
    if (exact) {
      Strings.write(out, tag);
    } else {
      Strings.write(out, locale.getLanguage());
      Strings.write(out, locale.getCountry());
      Strings.write(out, locale.getVariant());
    }
  }

  @SuppressWarnings("deprecation") // the only way to make an ill-formed one
  private static Locale readLocale(Input in) {
    if (in.readBoolean()) {
      return Locale.forLanguageTag(Strings.read(in));
    }
    return new Locale(Strings.read(in), Strings.read(in), Strings.read(in));
  }

  private static void writeAddress(Output out, InetAddress address) {
    Strings.write(out, hostOf(address));
    writeBytes(out, address.getAddress());
  }

  /** The host name as far as it is known, without asking a name service. */
  private static String hostOf(InetAddress address) {
    String text = address.toString();
    return text.substring(0, text.indexOf('/'));
  }

  private static InetAddress readAddress(Input in) {
    String host = Strings.read(in);
    try {
      byte[] bytes = readBytes(in);
      return host.isEmpty()
          ? InetAddress.getByAddress(bytes)
          : InetAddress.getByAddress(host, bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void writeSocketAddress(Output out, InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    out.writeBoolean(resolved != null);
    if (resolved != null) {
      writeAddress(out, resolved);
    } else {
      Strings.write(out, address.getHostString());
    }
    out.writeVarInt(address.getPort(), true);
  }

  private static InetSocketAddress readSocketAddress(Input in) {
    return in.readBoolean()
        ? new InetSocketAddress(readAddress(in), in.readVarInt(true))
        : InetSocketAddress.createUnresolved(Strings.read(in), in.readVarInt(true));
  }

  private static void writeBytes(Output out, byte[] bytes) {
    Wire.writeLength(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static byte[] readBytes(Input in) {
    return in.readBytes(Wire.readLength(in, 1));
  }
}
