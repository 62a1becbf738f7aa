package io.certyn.agent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphicsTest {

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', false",
        "'ANGLE (Mesa, llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5)', false",
        "'Mesa OffScreen softpipe', false",
        "'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', false",
        "'ANGLE (NVIDIA, NVIDIA GeForce RTX 3080/PCIe/SSE2, OpenGL 4.6)', true",
        "'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)', true",
    })
    void aProgramIsNoGraphicsProcessor(String renderer, boolean hardware) {
        assertThat(new Graphics(renderer).isHardware()).isEqualTo(hardware);
    }
}
