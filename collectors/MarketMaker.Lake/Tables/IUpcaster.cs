namespace MarketMaker.Lake.Tables;

/// <summary>Turns a line of one version of a stream's schema into a line of the next. Ships with the breaking change that made it needed.</summary>
/// <remarks>Called from several threads.</remarks>
public interface IUpcaster
{
    /// <summary>The stream.</summary>
    string Stream { get; }

    /// <summary>Version of the lines it takes; it gives lines of the next, and says so in their <c>schema_v</c>.</summary>
    int FromVersion { get; }

    /// <summary>The line as the next version would have written it, without its newline.</summary>
    /// <exception cref="FormatException">The line cannot be brought to the next version: it is quarantined with the message.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    ReadOnlyMemory<byte> Upcast(ReadOnlyMemory<byte> line);
}
