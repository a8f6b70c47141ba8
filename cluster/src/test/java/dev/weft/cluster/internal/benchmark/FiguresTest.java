package dev.weft.cluster.internal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void shouldCompareByTheTimeOfAnOperation() {
    Figures weft = Reports.figures(6);
    Figures floor = Reports.figures(4);

    assertThat(weft.times(floor)).isEqualTo(1.5);
    assertThat(weft.cpuTimes(floor)).isEqualTo(1.5);
  }

  @Test
  void shouldNotCompareWithCpuTimeThatIsNotKnown() {
    Figures floor = new Figures(1, 0, 1, 1, 1, 0);

    assertThat(Reports.figures(6).cpuTimes(floor)).isZero();
  }

  @Test
  void shouldShowThreeDigits() {
    assertThat(Table.number(1_234_567.8)).isEqualTo("1,234,568");
    assertThat(Table.number(123.4)).isEqualTo("123");
    assertThat(Table.number(12.34)).isEqualTo("12.3");
    assertThat(Table.number(1.234)).isEqualTo("1.23");
    assertThat(Table.number(0.1234)).isEqualTo("0.123");
  }
}
