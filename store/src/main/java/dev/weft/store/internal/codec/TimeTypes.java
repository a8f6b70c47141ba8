package dev.weft.store.internal.codec;

import static dev.weft.store.internal.codec.FixedTypes.add;
import static dev.weft.store.internal.codec.FixedTypes.also;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The values of {@code java.time}, numbers 60 to 79. */
final class TimeTypes {

  private TimeTypes() {}

  static void register() {
    add(
        60,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarLong(v.getSeconds(), false);
              out.writeVarInt(v.getNano(), true);
            },
            in -> Duration.ofSeconds(in.readVarLong(false), in.readVarInt(true))),
        Duration.class);
    add(
        61,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarLong(v.getEpochSecond(), false);
              out.writeVarInt(v.getNano(), true);
            },
            in -> Instant.ofEpochSecond(in.readVarLong(false), in.readVarInt(true))),
        Instant.class);
    add(62, new ValueForm<>(TimeTypes::writeDate, TimeTypes::readDate), LocalDate.class);
    add(63, new ValueForm<>(TimeTypes::writeTime, TimeTypes::readTime), LocalTime.class);
    add(64, new ValueForm<>(TimeTypes::writeBoth, TimeTypes::readBoth), LocalDateTime.class);
    add(65, new ValueForm<>(TimeTypes::writeOffset, TimeTypes::readOffset), ZoneOffset.class);
    Registration zone =
        add(
            66,
            new ValueForm<>(
                (out, v) -> Strings.write(out, v.getId()), in -> ZoneId.of(Strings.read(in))),
            ZoneId.class);
    also(zone, ZoneId.of("UTC").getClass());
    add(
        67,
        new ValueForm<>(
            (out, v) -> {
              writeTime(out, v.toLocalTime());
              writeOffset(out, v.getOffset());
            },
            in -> OffsetTime.of(readTime(in), readOffset(in))),
        OffsetTime.class);
    add(
        68,
        new ValueForm<>(
            (out, v) -> {
              writeBoth(out, v.toLocalDateTime());
              writeOffset(out, v.getOffset());
            },
            in -> OffsetDateTime.of(readBoth(in), readOffset(in))),
        OffsetDateTime.class);
    add(
        69,
        new ValueForm<>(
            (out, v) -> {
              writeBoth(out, v.toLocalDateTime());
              writeOffset(out, v.getOffset());
              Strings.write(out, v.getZone().getId());
            },
            in ->
                ZonedDateTime.ofInstant(readBoth(in), readOffset(in), ZoneId.of(Strings.read(in)))),
        ZonedDateTime.class);
    parts();
  }

  private static void parts() {
    add(
        70,
        new ValueForm<>(
            (out, v) -> out.writeVarInt(v.getValue(), false), in -> Year.of(in.readVarInt(false))),
        Year.class);
    add(
        71,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarInt(v.getYear(), false);
              out.writeByte(v.getMonthValue());
            },
            in -> YearMonth.of(in.readVarInt(false), in.readByte())),
        YearMonth.class);
    add(
        72,
        new ValueForm<>(
            (out, v) -> {
              out.writeByte(v.getMonthValue());
              out.writeByte(v.getDayOfMonth());
            },
            in -> MonthDay.of(in.readByte(), in.readByte())),
        MonthDay.class);
    add(
        73,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarInt(v.getYears(), false);
              out.writeVarInt(v.getMonths(), false);
              out.writeVarInt(v.getDays(), false);
            },
            in -> Period.of(in.readVarInt(false), in.readVarInt(false), in.readVarInt(false))),
        Period.class);
  }

  private static void writeDate(Output out, LocalDate date) {
    out.writeVarLong(date.toEpochDay(), false);
  }

  private static LocalDate readDate(Input in) {
    return LocalDate.ofEpochDay(in.readVarLong(false));
  }

  private static void writeTime(Output out, LocalTime time) {
    out.writeVarLong(time.toNanoOfDay(), true);
  }

  private static LocalTime readTime(Input in) {
    return LocalTime.ofNanoOfDay(in.readVarLong(true));
  }

  private static void writeBoth(Output out, LocalDateTime dateTime) {
    writeDate(out, dateTime.toLocalDate());
    writeTime(out, dateTime.toLocalTime());
  }

  private static LocalDateTime readBoth(Input in) {
    return LocalDateTime.of(readDate(in), readTime(in));
  }

  private static void writeOffset(Output out, ZoneOffset offset) {
    out.writeVarInt(offset.getTotalSeconds(), false);
  }

  private static ZoneOffset readOffset(Input in) {
    return ZoneOffset.ofTotalSeconds(in.readVarInt(false));
  }
}
