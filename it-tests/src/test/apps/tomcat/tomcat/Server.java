package tomcat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Serves a web application from its folder, and asks it twice. */
public final class Server {

  /** Kept, as loggers are collected otherwise, and their levels with them. */
  private static final Logger LOG = Logger.getLogger("org.apache");

  private Server() {}

  /**
   * Runs it.
   *
   * @param args a folder for the server and the one of the web application
   */
  public static void main(String[] args) throws Exception {
    LOG.setLevel(Level.WARNING);
    Tomcat server = new Tomcat();
    server.setBaseDir(args[0]);
    server.setHostname("127.0.0.1");
    server.setPort(0);
    server.getConnector().setProperty("address", "127.0.0.1");
    Context context = server.addContext("", args[1]);
    Tomcat.addServlet(context, "points", "web.PointsServlet");
    context.addServletMappingDecoded("/points", "points");
    server.start();
    for (int y = 5; y < 7; y++) {
      System.out.print(get(server.getConnector().getLocalPort(), y));
    }
    server.stop();
    server.destroy();
    System.out.println("stopped");
  }

  private static String get(int port, int y) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/points?y=" + y);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
