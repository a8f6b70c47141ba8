package dev.weft.store.internal.codec;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which objects a reader cannot tell from a copy: those of the JDK's immutable value types, enum
 * constants, and records that hold such alone, by the declared types of their components.
 */
final class Immutables {

  private static final Set<Class<?>> SCALARS =
      Set.of(
          Boolean.class,
          Byte.class,
          Character.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          String.class,
          BigInteger.class,
          BigDecimal.class,
          MathContext.class,
          UUID.class,
          URI.class,
          Locale.class,
          Currency.class,
          Duration.class,
          Instant.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          ZoneOffset.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          Period.class);

  private static final int MAX_NESTING = 8;

  private final JobTypes types;
  private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

  Immutables(JobTypes types) {
    this.types = types;
  }

  /** Whether objects of exactly this class are immutable, and can travel. */
  boolean contains(Class<?> type) {
    if (SCALARS.contains(type)) {
      return true;
    }
    Boolean answer = known.get(type);
    if (answer == null) {
      answer = find(type);
      known.put(type, answer);
    }
    return answer;
  }

  private boolean find(Class<?> type) {
    try {
      return Enum.class.isAssignableFrom(type)
          ? types.of(type).getSerializer() instanceof EnumForm
          : isRecord(type, MAX_NESTING);
    } catch (CannotTravel e) {
      return false; // whoever encodes it says why
    }
  }

  private boolean isRecord(Class<?> type, int nesting) {
    if (nesting == 0
        || !type.isRecord()
        || !(types.of(type).getSerializer() instanceof RecordForm)) {
      return false;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> held = component.getType();
      if (!held.isPrimitive() && !isFinalScalar(held) && !isRecord(held, nesting - 1)) {
        return false;
      }
    }
    return true;
  }

  /** A component may hold a subclass of what it declares: BigDecimal, say, is not final. */
  private static boolean isFinalScalar(Class<?> type) {
    return SCALARS.contains(type) && Modifier.isFinal(type.getModifiers());
  }
}
