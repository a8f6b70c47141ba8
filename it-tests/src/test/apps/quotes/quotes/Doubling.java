package quotes;

/** A rule whose method nobody annotated. */
class Doubling implements Rule<String> {

  private final String mark;

  Doubling(String mark) {
    this.mark = mark;
  }

  @Override
  public String apply(String value) {
    return value + value + mark + Where.amI();
  }
}
