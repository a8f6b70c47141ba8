package desk;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings under {@code desk} in {@code application.properties}. */
@ConfigurationProperties("desk")
public record DeskSettings(String name, int limit, Map<String, Integer> weights) {}
