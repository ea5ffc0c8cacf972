package dirtysim.bench.suite;

import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The bundled host profiles, and profiles in files of the user's own. */
public final class Profiles {
    private static final List<String> BUNDLED = List.of("sandy-bridge-to-broadwell", "kunpeng-920", "modern-x86");

    private Profiles() {}

    /** Names of the bundled profiles; the first is the one of the defaults. */
    public static List<String> bundled() {
        return BUNDLED;
    }

    /** The profile that gives nothing: every parameter at its default. */
    public static Profile standard() {
        return bundled(BUNDLED.get(0));
    }

    /**
     * A profile by name or path.
     *
     * @param nameOrFile a bundled profile, else a YAML file
     * @param base folder against which a relative path is resolved
     * @param where what to blame if there is none
     * @throws InputException if there is no such profile, its file is not as it should be, or it takes a bundled one's name
     */
    public static Profile open(String nameOrFile, Path base, String where) {
        if (BUNDLED.contains(nameOrFile)) {
            return bundled(nameOrFile);
        }
        Path file = file(nameOrFile, base, where);
        try {
            Profile profile = ProfileReader.read(InputFile.text(file), file.toString());
            checkName(profile.name(), file.toString());
            return profile;
        } catch (MalformedInputException e) {
            throw new InputException(file.toString(), "is no UTF-8 text", "name a profile file in YAML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses a name that a profile of the user's own cannot have.
     *
     * @param name the name
     * @param where what to blame
     * @throws InputException if it is no name, or that of a bundled profile, which results could not tell from it
     */
    public static void checkName(String name, String where) {
        YamlNode.checkName(name, "profile name", where);
        if (BUNDLED.contains(name)) {
            throw new InputException(
                    where,
                    "a bundled profile is called '" + name + "'",
                    "give this one another name: results tell them by it");
        }
    }

    private static Profile bundled(String name) {
        return ProfileReader.read(Suites.resource("profiles", name), name + ".yaml");
    }

    private static Path file(String nameOrFile, Path base, String where) {
        try {
            Path file = base.resolve(nameOrFile);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new InputException(where, "'" + nameOrFile + "' is no path", "name a profile or a file", e);
        }
        throw new InputException(
                where,
                "no bundled profile and no file is called '" + nameOrFile + "'",
                Nearest.mend(nameOrFile, BUNDLED) + ", or a YAML file");
    }
}
