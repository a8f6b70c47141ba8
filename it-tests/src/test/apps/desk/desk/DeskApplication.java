package desk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** A help desk that sorts its tickets, as Spring Boot applications are written. */
@SpringBootApplication
@EnableConfigurationProperties(DeskSettings.class)
public class DeskApplication {

  public static void main(String[] args) {
    int code = SpringApplication.exit(SpringApplication.run(DeskApplication.class, args));
    if (code != 0) {
      System.exit(code);
    }
  }
}
