package quotes;

/** Stands for code that cannot be changed. */
class Legacy {

  private final int rate;

  Legacy(int rate) {
    this.rate = rate;
  }

  String price(int amount) {
    return rate * amount + Where.amI();
  }

  static String name(String text) {
    return text.trim() + Where.amI();
  }
}
