package io.certyn.benchmarks.leases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void residentMemoryIsTheKernelsVmRss() {
        var status = List.of("Name:\tjava", "VmPeak:\t  900 kB", "VmRSS:\t  231544 kB");

        assertThat(Footprint.rssKib(status)).isEqualTo(231_544);
    }

    @Test
    void theHeapIsWhatItsGenerationsHoldTogether() {
        var info =
                """
                123:
                 DefNew     total 9216K, used 1024K [0x00000000f0000000, ...)
                  eden space 8192K,  12% used [0x00000000f0000000, ...)
                  from space 1024K,   0% used [0x00000000f0800000, ...)
                 Tenured    total 20480K, used 12000K [0x00000000f5000000, ...)
                   the  space 20480K,  58% used [0x00000000f5000000, ...)
                 Metaspace       used 70000K, committed 71000K, reserved 1114112K
                """;

        assertThat(Footprint.usedKib(info)).isEqualTo(13_024);
    }

    @Test
    void theLimitOfOpenFilesIsTheHardOne() {
        var limits =
                List.of(
                        "Limit                     Soft Limit           Hard Limit           Units",
                        "Max open files            1024                 524288              "
                                + " files");

        assertThat(Footprint.mostOpenFiles(limits)).isEqualTo(524_288);
    }
}
