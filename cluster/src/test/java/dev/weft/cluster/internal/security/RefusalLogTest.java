package dev.weft.cluster.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RefusalLogTest {

  private final AtomicLong now = new AtomicLong();
  private final RefusalLog log = new RefusalLog(now::get);

  @Test
  void shouldWriteOneLineForAPeerAndAMinute() throws Exception {
    InetAddress one = InetAddress.getByName("192.0.2.1");
    InetAddress other = InetAddress.getByName("192.0.2.2");

    assertThat(log.lineFor(one, "hung up"))
        .isEqualTo("Refused a connection from 192.0.2.1: the peer hung up.");
    assertThat(log.lineFor(one, "hung up")).isNull();
    assertThat(log.lineFor(one, "hung up")).isNull();
    assertThat(log.lineFor(other, "hung up")).isNotNull();

    now.addAndGet(TimeUnit.SECONDS.toNanos(61));
    assertThat(log.lineFor(one, "hung up")).contains("2 more refusals");
  }
}
