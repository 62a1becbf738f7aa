package io.certyn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.cli.evidence.Pack;
import io.certyn.cli.evidence.SamplePack;
import io.certyn.cli.output.EvidenceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {

    @TempDir private Path folder = Path.of("");

    private static int verify(Path pack) {
        return Main.commandLine().execute("evidence", "verify", pack.toString());
    }

    @Test
    void theExitSaysWhetherEvidenceHolds() throws IOException {
        assertThat(verify(SamplePack.write(folder.resolve("a"), "5 EUR", "passed", true))).isZero();
        assertThat(verify(SamplePack.write(folder.resolve("b"), "6 EUR", "passed", true)))
                .isEqualTo(1);
        assertThat(verify(SamplePack.write(folder.resolve("c"), "5 EUR", "passed", false)))
                .isEqualTo(7);
    }

    @Test
    void anExplorationHoldsAndIsSaidNotToBeJudgedAgain() throws IOException {
        var pack = SamplePack.writeExploration(folder.resolve("a"));

        assertThat(verify(pack)).isZero();
        assertThat(EvidenceReport.verified(Pack.below(pack).getFirst().check()))
                .contains("exploration  passed, 1 steps; what was found is not judged again")
                .contains("cart  passed, tried aside, judged again from 1 steps");
    }

    @Test
    void whereThereIsNoEvidenceTheUsageIsWrong() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));
        var text = Files.writeString(folder.resolve("text.zip"), "no zip");

        assertThat(verify(empty)).isEqualTo(2);
        assertThat(verify(text)).isEqualTo(2);
        assertThat(verify(folder.resolve("nothing"))).isEqualTo(2);
        assertThat(Main.commandLine().execute("evidence", "explain", empty.toString()))
                .isEqualTo(2);
    }
}
