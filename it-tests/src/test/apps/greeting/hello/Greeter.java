package hello;

import dev.weft.Remote;

/** Answers as an actor. */
@Remote
class Greeter {

  String greet() {
    return Answer.text();
  }
}
