using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports;

/// <summary>One line of a foreign log and its place.</summary>
/// <param name="Stream">The foreign stream's name.</param>
/// <param name="SourcePath">What identifies its file (<see cref="IForeignFormat.SourcePathOf"/>).</param>
/// <param name="Bytes">The line without its line end.</param>
/// <param name="ByteOffset">Place of its first byte in the file, uncompressed.</param>
internal readonly record struct ForeignLine(string Stream, string SourcePath, ReadOnlyMemory<byte> Bytes, long ByteOffset)
{
    /// <summary>Identity of the line.</summary>
    public LineIdentity Identity { get; } = LineIdentity.Of(SourcePath, Bytes.Span);
}

/// <summary>What a foreign line is in our streams: a line of ours, or a refusal.</summary>
/// <param name="TargetStream">Our stream; null when it could not be told.</param>
/// <param name="Time">Event time; null when the line shows none.</param>
/// <param name="Line">Our JSON line with its newline; empty when refused.</param>
/// <param name="Refusal">Why the line was refused, naming field, value and rule; null when it was not.</param>
internal readonly record struct MappedLine(string? TargetStream, UtcMicros? Time, ReadOnlyMemory<byte> Line, string? Refusal)
{
    public static MappedLine Of(string targetStream, UtcMicros? time, ReadOnlyMemory<byte> line) => new(targetStream, time, line, null);

    public static MappedLine Refused(string? targetStream, UtcMicros? time, string refusal) => new(targetStream, time, default, refusal);
}
