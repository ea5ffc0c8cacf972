package dirtysim.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dirtysim.measure.GroundTruth;
import dirtysim.measure.LossWitness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dependencies run one way: between the modules, and within sim-core from floor to floor. */
class DependenciesTest {
    private static final String CORE = "dirtysim";
    /** Types that a scenario is made of, and that stand on another floor. */
    private static final Set<String> PARTS_OF_A_SCENARIO =
            Set.of("dirtysim.memory.LeafPolicy", "dirtysim.memory.PageSize");

    /** The floors of sim-core, from the ground up. A package that is not here has no place yet: give it one. */
    private static final Map<String, Integer> FLOORS = new TreeMap<>(Map.ofEntries(
            Map.entry("dirtysim.engine", 1),
            Map.entry("dirtysim.memory", 1),
            Map.entry("dirtysim.host", 1),
            Map.entry("dirtysim.files", 2),
            Map.entry("dirtysim.cpu", 2),
            Map.entry("dirtysim.iommu", 2),
            Map.entry("dirtysim.measure", 2),
            Map.entry("dirtysim.scenario", 3),
            Map.entry("dirtysim.tracking.iommufd", 2),
            Map.entry("dirtysim.tracking", 3),
            Map.entry("dirtysim.check", 4),
            Map.entry("dirtysim.guest", 4),
            Map.entry("dirtysim.migration", 4),
            Map.entry("dirtysim.validation", 5),
            Map.entry(CORE, 5),
            Map.entry("dirtysim.contract", 6)));

    private static final String SCHEMES = "dirtysim.tracking.schemes";
    private static final List<String> UPPER =
            List.of("dirtysim.workloads", "dirtysim.reports", "dirtysim.bench", "dirtysim.api");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(CORE);
        for (String module : List.of("dirtysim.engine", "dirtysim.workloads", "dirtysim.reports", "dirtysim.bench")) {
            assertTrue(classes.stream().anyMatch(type -> type.getPackageName().startsWith(module)), module);
        }
    }

    @Test
    void simCoreKnowsNoModuleAboveIt() {
        assertEquals(
                Set.of(), edges(from -> inCore(from.getPackageName()), to -> !inCore(to.getPackageName()) && ours(to)));
    }

    @Test
    void workloadsAndReportsKnowNeitherEachOtherNorBench() {
        noClasses()
                .that()
                .resideInAPackage("dirtysim.workloads..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dirtysim.reports..", "dirtysim.bench..", "dirtysim.api..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("dirtysim.reports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dirtysim.workloads..", "dirtysim.bench..", "dirtysim.api..")
                .check(classes);
    }

    @Test
    void reportsReadRunRecordsAndNothingElse() {
        assertEquals(
                Set.of(),
                edges(
                        from -> from.getPackageName().startsWith("dirtysim.reports"),
                        to -> inCore(to.getPackageName())
                                && !PARTS_OF_A_SCENARIO.contains(to.getName())
                                && !Set.of("dirtysim.scenario", "dirtysim.host", "dirtysim.files")
                                        .contains(to.getPackageName())));
    }

    @Test
    void simulatedTimeIsTheOnlyTime() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dirtysim.reports..", "dirtysim.bench..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .because("a wall clock makes two runs of one seed differ")
                .check(classes);
    }

    @Test
    void aPackageOfSimCoreImportsOnlyFromFloorsBelow() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = type.getPackageName();
            if (!inCore(from)) {
                continue;
            }
            assertTrue(from.equals(SCHEMES) || FLOORS.containsKey(from), from + " stands on no floor");
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> inCore(target.getPackageName()))
                    .filter(target -> !mayImport(from, target.getPackageName()))
                    .forEach(target -> wrong.add(type.getName() + " -> " + target.getName()));
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void onlyTheSimulationSeesTheGroundTruth() {
        assertEquals(
                Set.of(),
                edges(
                        from -> !Set.of(CORE, "dirtysim.measure").contains(from.getPackageName()),
                        to -> to.isEquivalentTo(GroundTruth.class) || to.isEquivalentTo(LossWitness.class)));
    }

    @Test
    void theFloorRuleCanFail() {
        assertFalse(mayImport("dirtysim.guest", "dirtysim.migration"));
        assertFalse(mayImport("dirtysim.tracking", SCHEMES));
        assertFalse(mayImport("dirtysim.engine", "dirtysim.host"));
        assertFalse(mayImport("dirtysim.iommu", "dirtysim.tracking"));
        assertTrue(mayImport(SCHEMES, "dirtysim.tracking"));
        assertTrue(mayImport("dirtysim.migration", "dirtysim.tracking"));
    }

    private static boolean mayImport(String from, String to) {
        if (from.equals(to) || from.equals(SCHEMES) && to.equals("dirtysim.tracking")) {
            return true;
        }
        return !to.equals(SCHEMES) && FLOORS.get(to) < FLOORS.get(from.equals(SCHEMES) ? "dirtysim.tracking" : from);
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().equals(CORE) || type.getPackageName().startsWith(CORE + ".");
    }

    private static boolean inCore(String packageName) {
        return (packageName.equals(CORE) || packageName.startsWith(CORE + "."))
                && UPPER.stream().noneMatch(packageName::startsWith);
    }

    private interface Chosen {
        boolean test(JavaClass type);
    }

    private static Set<String> edges(Chosen from, Chosen to) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : classes) {
            if (from.test(type)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(to::test)
                        .forEach(target -> found.add(type.getName() + " -> " + target.getName()));
            }
        }
        return found;
    }
}
