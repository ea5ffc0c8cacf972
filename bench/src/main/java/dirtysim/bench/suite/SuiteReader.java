package dirtysim.bench.suite;

import dirtysim.bench.suite.YamlNode.Kind;
import dirtysim.host.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a suite file. Its shape is described in the module's README; anything that does not fit that shape is refused
 * with file, line, column, the key and the keys there are.
 */
public final class SuiteReader {
    private static final String PROFILE = "profile";
    private static final String SET = "set";
    private static final String VARY = "vary";
    private static final Set<String> SUITE_KEYS =
            keys(List.of("suite", "description", "defaults", "sensitivity", "scenarios"), List.of());
    private static final Set<String> DEFAULTS_KEYS = keys(List.of(), settingKeys());
    private static final Set<String> SCENARIO_KEYS = keys(List.of("name", "traces", "schemes", VARY), settingKeys());
    private static final Set<String> VARY_KEYS = keys(List.of(), Setting.keys());

    private final Catalogue catalogue;
    private final Path base;

    /**
     * @param catalogue what {@code all} stands for
     * @param base folder against which the suite's relative paths of traces and profiles are resolved
     */
    public SuiteReader(Catalogue catalogue, Path base) {
        this.catalogue = catalogue;
        this.base = base;
    }

    /**
     * @param text the file's content
     * @param file what to call it in an error
     * @throws InputException at whatever the shape does not allow
     */
    public Suite read(String text, String file) {
        YamlNode root = YamlFile.read(text, file, "suite").expect(Kind.MAPPING, "the file", "'suite: NAME' first");
        root.onlyKeys(SUITE_KEYS);
        String name = root.required("suite", "'suite: NAME'").name("suite");
        Settings defaults = Settings.standard();
        YamlNode given = root.value("defaults");
        if (given != null) {
            given.expect(Kind.MAPPING, "defaults", "'ram: 2GiB' and the like below it")
                    .onlyKeys(DEFAULTS_KEYS);
            defaults = settings(defaults, given);
        }
        return new Suite(
                name,
                root.description(),
                scenarios(root.required("scenarios", "a list of scenarios"), defaults),
                Optional.ofNullable(root.value("sensitivity")).map(Variation::read));
    }

    private List<Suite.Entry> scenarios(YamlNode list, Settings defaults) {
        list.expect(Kind.LIST, "scenarios", "'- name: NAME' for each");
        Set<String> names = new LinkedHashSet<>();
        List<Suite.Entry> entries = new ArrayList<>();
        for (YamlNode item : list.items()) {
            for (Suite.Entry entry : unfolded(item, defaults)) {
                if (!names.add(entry.name())) {
                    throw new InputException(
                            item.where(), "a second scenario is called '" + entry.name() + "'", "give it another name");
                }
                entries.add(entry);
            }
        }
        if (entries.isEmpty()) {
            throw new InputException(list.where(), "there is no scenario", "add one: '- name: NAME'");
        }
        return entries;
    }

    /** The scenario, or one for each combination of what it varies, the last key running fastest. */
    private List<Suite.Entry> unfolded(YamlNode item, Settings defaults) {
        item.expect(Kind.MAPPING, "a scenario", "'- name: NAME' with its keys below")
                .onlyKeys(SCENARIO_KEYS);
        YamlNode traces = item.required("traces", "'traces: all' or a list of names");
        YamlNode schemes = item.required("schemes", "'schemes: all' or a list of ids");
        String name = item.required("name", "'name: NAME'").name("name");
        List<String> openedTraces = catalogue.traces(names(traces, "traces"), base, traces.where());
        List<String> openedSchemes = catalogue.schemes(names(schemes, "schemes"), schemes.where());
        Map<String, Settings> variants = new LinkedHashMap<>();
        variants.put(name, settings(defaults, item));
        YamlNode vary = item.value(VARY);
        if (vary != null) {
            vary.expect(Kind.MAPPING, VARY, "'ram: [16GiB, 64GiB]' and the like below it")
                    .onlyKeys(VARY_KEYS);
            for (Map.Entry<String, YamlNode.Entry> entry : vary.entries().entrySet()) {
                variants =
                        varied(variants, item, entry.getKey(), entry.getValue().value());
            }
        }
        return variants.entrySet().stream()
                .map(variant -> new Suite.Entry(
                        variant.getKey(),
                        openedTraces,
                        openedSchemes,
                        variant.getValue()
                                .checked(vary == null ? item.where() : item.where() + ", " + variant.getKey())))
                .toList();
    }

    private static Map<String, Settings> varied(
            Map<String, Settings> variants, YamlNode scenario, String key, YamlNode values) {
        Setting setting = Setting.of(key).orElseThrow();
        values.expect(Kind.LIST, "what is varied", "'" + key + ": [" + setting.standard() + ", ...]'");
        if (scenario.value(key) != null) {
            throw new InputException(values.where(), key + " is varied and set as well", "leave out one of the two");
        }
        if (values.items().isEmpty()) {
            throw new InputException(values.where(), key + " is varied over nothing", "list its values");
        }
        Map<String, Settings> unfolded = new LinkedHashMap<>();
        variants.forEach((name, settings) -> {
            for (YamlNode value : values.items()) {
                String text = scalar(value, setting);
                String variant = name + "/" + key + "=" + text.replace(" ", "");
                if (unfolded.put(variant, settings.with(setting, text, value.where())) != null) {
                    throw new InputException(value.where(), key + " is varied over " + text + " twice", "list it once");
                }
            }
        });
        return unfolded;
    }

    private static List<String> names(YamlNode node, String key) {
        if (node.kind() == Kind.TEXT && node.text().equals("all")) {
            return List.of(node.text());
        }
        node.expect(Kind.LIST, key, "all, or a list such as [a, b]");
        return node.items().stream()
                .map(item -> item.expect(Kind.TEXT, key, "each name as text").text())
                .toList();
    }

    private Settings settings(Settings inherited, YamlNode mapping) {
        Settings settings = inherited;
        for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
            YamlNode value = entry.getValue().value();
            Setting setting = Setting.of(entry.getKey()).orElse(null);
            if (setting != null) {
                settings = settings.with(setting, scalar(value, setting), value.where());
            } else if (entry.getKey().equals(PROFILE)) {
                String named =
                        value.expect(Kind.TEXT, PROFILE, "a name or a file").text();
                settings = settings.with(Profiles.open(named, base, value.where()));
            } else if (entry.getKey().equals(SET)) {
                settings = parameters(settings, value);
            }
        }
        return settings;
    }

    private static String scalar(YamlNode value, Setting setting) {
        Kind wanted = setting.isNumber() ? Kind.NUMBER : setting.isSwitch() ? Kind.SWITCH : Kind.TEXT;
        // A bare number where a quantity belongs goes on to Quantity, which says what a unit looks like.
        if (wanted == Kind.TEXT && value.kind() == Kind.NUMBER) {
            return value.text();
        }
        return value.expect(wanted, setting.key(), "it like " + setting.standard())
                .text();
    }

    private static Settings parameters(Settings base, YamlNode set) {
        set.expect(Kind.MAPPING, SET, "'iotlb-entries: 128' and the like below it");
        Settings settings = base;
        for (Map.Entry<String, YamlNode.Entry> entry : set.entries().entrySet()) {
            YamlNode value = entry.getValue().value();
            settings = settings.withParameter(
                    entry.getKey(),
                    ModelValue.text(entry.getKey(), entry.getKey(), value),
                    entry.getValue().where());
        }
        return settings;
    }

    private static List<String> settingKeys() {
        return Stream.concat(Setting.keys().stream(), Stream.of(PROFILE, SET)).toList();
    }

    private static Set<String> keys(List<String> own, List<String> settings) {
        Set<String> keys = new LinkedHashSet<>(own);
        keys.addAll(settings);
        return keys;
    }
}
