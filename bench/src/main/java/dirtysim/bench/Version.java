package dirtysim.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("/dirtysim/bench/version.txt")) {
            return new String[] {"DirtySim " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }
}
