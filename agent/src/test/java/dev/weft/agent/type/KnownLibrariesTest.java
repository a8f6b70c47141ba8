package dev.weft.agent.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownLibrariesTest {

  private final KnownLibraries known = KnownLibraries.besides(Includes.NONE);

  @Test
  void shouldKnowClassesByTheFirstPartsOfTheirPackages() {
    assertThat(known.contains("org/slf4j/Logger")).isTrue();
    assertThat(known.contains("org/springframework/core/io/Resource")).isTrue();
    assertThat(known.contains("com/fasterxml/jackson/databind/ObjectMapper")).isTrue();
  }

  @Test
  void shouldNotTakeApplicationsForLibraries() {
    assertThat(known.contains("org/springframework/samples/petclinic/Visits")).isFalse();
    assertThat(known.contains("org/springframework/corebanking/Account")).isFalse();
    assertThat(known.contains("org/slf4jtools/Main")).isFalse();
    assertThat(known.contains("com/acme/org/slf4j/Logger")).isFalse();
    assertThat(known.contains("shop/Prices")).isFalse();
    assertThat(known.contains("Main")).isFalse();
    assertThat(known.contains("")).isFalse();
  }

  @Test
  void shouldKnowNoneWhenAMethodOfOneIsIncluded() {
    Includes own = Includes.parse("com.acme.Pricing#price");
    Includes library = Includes.parse("com.acme.Pricing#price,org.slf4j.helpers.Util#report");

    assertThat(KnownLibraries.besides(own).contains("org/h2/Driver")).isTrue();
    assertThat(KnownLibraries.besides(library).contains("org/h2/Driver")).isFalse();
    assertThat(KnownLibraries.besides(library).contains("org/slf4j/helpers/Util")).isFalse();
  }
}
