using System.Text.Json;
using MarketMaker.Collectors.Imports.Clef;

namespace MarketMaker.Collectors.Tests.Imports;

/// <summary>Templates, properties, and the text that messagetemplates.org and Serilog's own rendering give them.</summary>
public sealed class MessageTemplateTests
{
    [Theory]
    [InlineData("Hello, {Name}!", """{"Name":"nick"}""", "Hello, \"nick\"!")]
    [InlineData("Hello, {Name:l}!", """{"Name":"nick"}""", "Hello, nick!")]
    [InlineData("{Text}", """{"Text":"say \"hi\""}""", "\"say \\\"hi\\\"\"")]
    [InlineData("{Count} at {Price}", """{"Count":42,"Price":2.50}""", "42 at 2.50")]
    [InlineData("{0}, {1}", """{"0":"a","1":2}""", "\"a\", 2")]
    [InlineData("{Yes} {No} {Nothing}", """{"Yes":true,"No":false,"Nothing":null}""", "True False null")]
    [InlineData("{@User}", """{"User":{"Name":"a","Age":3}}""", "{ Name: \"a\", Age: 3 }")]
    [InlineData("{@User}", """{"User":{"Name":"a","$type":"Person","Tags":["x",{}]}}""", "Person { Name: \"a\", Tags: [\"x\", {  }] }")]
    [InlineData("{$User}", """{"User":"System.User"}""", "\"System.User\"")]
    [InlineData("{Names:l}", """{"Names":["a","b"]}""", "[a, b]")]
    [InlineData("[{N,5}] [{N,-5}] [{N,1}]", """{"N":42}""", "[   42] [42   ] [42]")]
    [InlineData("[{N,8:0.00}]", """{"N":42}""", "[   42.00]")]
    [InlineData("{N:N0} {N:x}", """{"N":65535}""", "65,535 ffff")]
    [InlineData("{N:0,0}", """{"N":65535}""", "65,535")]
    public void Render_Holes(string template, string properties, string expected) => AssertRendered(expected, template, properties);

    [Theory]
    [InlineData("{{N}} is {N}", "{N} is 1")]
    [InlineData("{{{N}}}", "{1}")]
    [InlineData("a }} b } c", "a } b } c")]
    [InlineData("{Gone} {Gone,5:0.0} {@Gone}", "{Gone} {Gone,5:0.0} {@Gone}")]
    [InlineData("open {N", "open {N")]
    [InlineData("{} { N } {N N} {N,} {N,x} {N,0} {N,99999}", "{} { N } {N N} {N,} {N,x} {N,0} {N,99999}")]
    [InlineData("{N:}", "1")]
    [InlineData("", "")]
    public void Render_WhatIsNoHole_StaysAsItIsWritten(string template, string expected) => AssertRendered(expected, template, """{"N":1}""");

    [Theory]
    [InlineData("{A:0.0} {B} {C:x}", """["1.0","ff"]""", "1.0 7 ff")]
    [InlineData("{A:0.0} {B} {C:x}", """["1.0"]""", "1.0 7 9")] // one is missing: formatted here
    [InlineData("{When:HH:mm} {A:0.0}", """["14:05","1.0"]""", "14:05 1.0")] // a time is a text in JSON: only the program could format it
    [InlineData("[{A,6:0.0}]", """["   1.0"]""", "[   1.0]")] // aligned by the program already
    [InlineData("{A:0.0} {C:x}", "\"none\"", "1.0 9")]
    public void Render_FormattedHoles_TakeTheirRenderingsInOrder(string template, string renderings, string expected) =>
        AssertRendered(expected, template, $$"""{"A":1,"B":7,"C":9,"When":"2026-01-05T14:05:00Z","@r":{{renderings}}}""");

    [Theory]
    [InlineData("{N:Q}")]
    [InlineData("{N:D999999999}")]
    [InlineData("{N:D0999999999}")]
    [InlineData("{N:00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}")]
    public void Render_FormatThatCannotBeApplied_IsLeftOff(string template) => AssertRendered("5", template, """{"N":5}""");

    private static void AssertRendered(string expected, string template, string properties)
    {
        using JsonDocument document = JsonDocument.Parse(properties);
        Assert.Equal(expected, MessageTemplate.Render(template, document.RootElement));
    }
}
