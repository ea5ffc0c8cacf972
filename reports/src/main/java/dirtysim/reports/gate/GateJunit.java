package dirtysim.reports.gate;

import dirtysim.reports.gate.GateTable.RowKey;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A comparison as JUnit XML, which CI servers show: a test case for each row of a file that differs, one for each that is missing
 * or new, and one for all the rest of a file.
 */
public final class GateJunit {
    private record Failure(String suite, String test, String message) {}

    private GateJunit() {}

    /** The document, with LF line ends. */
    public static String render(GateResult result) {
        List<Failure> failures = failures(result);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "dirtysim compare");
            xml.writeAttribute("tests", Integer.toString(failures.size() + 1));
            xml.writeAttribute("failures", Integer.toString(failures.size()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            xml.writeCharacters("\n");
            for (Failure failure : failures) {
                xml.writeStartElement("testcase");
                xml.writeAttribute("classname", "dirtysim." + failure.suite());
                xml.writeAttribute("name", failure.test());
                xml.writeStartElement("failure");
                xml.writeAttribute(
                        "message", failure.message().lines().findFirst().orElse(""));
                xml.writeCharacters(failure.message());
                xml.writeEndElement();
                xml.writeEndElement();
                xml.writeCharacters("\n");
            }
            xml.writeEmptyElement("testcase");
            xml.writeAttribute("classname", "dirtysim.compare");
            xml.writeAttribute("name", "all other cells of " + result.rows() + " rows");
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML to memory", e);
        }
        return text.toString();
    }

    private static List<Failure> failures(GateResult result) {
        List<Failure> failures = new ArrayList<>();
        result.gone().forEach(line -> failures.add(new Failure("missing", line, "missing")));
        result.come().forEach(line -> failures.add(new Failure("new", line, "not in the baseline")));
        Map<String, List<Difference>> rows = new LinkedHashMap<>();
        for (Difference difference : result.differences()) {
            RowKey row = difference.row();
            String name = difference.file().fileName() + ": " + row.words(difference.file());
            rows.computeIfAbsent(name, none -> new ArrayList<>()).add(difference);
        }
        rows.forEach((name, cells) -> {
            StringBuilder message = new StringBuilder();
            for (Difference cell : cells) {
                message.append(cell.column())
                        .append(' ')
                        .append(cell.turn().word())
                        .append(": ")
                        .append(cell.words())
                        .append('\n');
            }
            String file = cells.get(0).file().name().toLowerCase(Locale.ROOT);
            failures.add(new Failure(file, name, message.toString()));
        });
        return failures;
    }
}
