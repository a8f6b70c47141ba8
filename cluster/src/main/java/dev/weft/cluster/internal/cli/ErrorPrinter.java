package dev.weft.cluster.internal.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints an error's message; the stack only when asked for with {@code -Dweft.debug=true}. */
final class ErrorPrinter implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    command.getErr().println("weft: " + (e.getMessage() == null ? e : e.getMessage()));
    if (Boolean.getBoolean("weft.debug")) {
      e.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
