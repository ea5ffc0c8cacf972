package dirtysim.bench.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code mvn verify -Pdependencies} prints: each dependency with version, scope, licence and known advisories, out of what Maven
 * resolved, what the artefacts declare, and the list of what a person has looked up.
 */
public final class DependencyReview {
    private static final Pattern ARTEFACT =
            Pattern.compile("^ *([^: ]+:[^: ]+):jar:([^: ]+):(compile|runtime|provided|test)\\b");

    private DependencyReview() {}

    /**
     * Prints the review; exit code 1 if somebody has to look something up.
     *
     * @param args what {@code dependency:list} wrote, the bill of materials in CycloneDX's JSON, the reviewed list
     * @throws IOException if one of them cannot be read
     */
    public static void main(String[] args) throws IOException {
        List<String> problems = new ArrayList<>();
        String text = review(
                resolved(Files.readAllLines(Path.of(args[0]))),
                declared(new ObjectMapper().readTree(Files.readString(Path.of(args[1])))),
                Reviewed.read(Files.readString(Path.of(args[2]))),
                problems);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.print(text);
        out.println("bill of materials for a scanner: " + args[1]);
        problems.forEach(problem -> out.println("! " + problem));
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** Version and scope of each artefact, out of lines like {@code org.yaml:snakeyaml:jar:2.5:compile -- module x}. */
    static Map<String, String[]> resolved(List<String> lines) {
        Map<String, String[]> resolved = new TreeMap<>();
        for (String line : lines) {
            Matcher artefact = ARTEFACT.matcher(line);
            if (artefact.find() && !artefact.group(1).startsWith("dirtysim:")) {
                resolved.put(artefact.group(1), new String[] {artefact.group(2), artefact.group(3)});
            }
        }
        return resolved;
    }

    /** What each artefact says of its licence. */
    static Map<String, String> declared(JsonNode bom) {
        Map<String, String> declared = new TreeMap<>();
        for (JsonNode component : bom.path("components")) {
            List<String> licences = new ArrayList<>();
            for (JsonNode licence : component.path("licenses")) {
                JsonNode one = licence.path("license");
                licences.add(one.path("id")
                        .asText(one.path("name")
                                .asText(licence.path("expression").asText())));
            }
            declared.put(
                    component.path("group").asText() + ":"
                            + component.path("name").asText(),
                    String.join(" / ", licences));
        }
        return declared;
    }

    static String review(
            Map<String, String[]> resolved,
            Map<String, String> declared,
            Map<String, Reviewed> reviewed,
            List<String> problems) {
        StringBuilder out = new StringBuilder();
        for (String part : List.of("in the program", "for building and testing")) {
            out.append(part).append(":\n");
            resolved.forEach((artefact, found) -> {
                if (found[1].equals("test") != part.equals("in the program")) {
                    Reviewed known = reviewed.get(artefact);
                    out.append(line(artefact, found, declared.getOrDefault(artefact, ""), known));
                }
            });
        }
        resolved.forEach((artefact, found) -> {
            Reviewed known = reviewed.get(artefact);
            if (known == null || !known.version().equals(found[0])) {
                problems.add(
                        artefact + " " + found[0] + " is not on the reviewed list: look up its licence and advisories");
            } else if (known.licence().isEmpty()
                    || declared.getOrDefault(artefact, "").isEmpty()) {
                problems.add(artefact + " has no licence");
            }
        });
        for (Iterator<String> rest = reviewed.keySet().iterator(); rest.hasNext(); ) {
            String artefact = rest.next();
            if (!resolved.containsKey(artefact)) {
                problems.add(artefact + " is on the reviewed list, and is no dependency any more: take it off");
            }
        }
        return out.toString();
    }

    private static String line(String artefact, String[] found, String declared, Reviewed known) {
        String licence = known == null ? declared : known.licence();
        String line = String.format(Locale.ROOT, "  %-64s %-8s %s%n", artefact + " " + found[0], found[1], licence);
        return known == null || known.judgement().isEmpty()
                ? line
                : line + "      " + known.advisories() + ": " + known.judgement() + " (" + known.source() + ", "
                        + known.lookedUp() + ")\n";
    }
}
