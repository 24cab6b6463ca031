using System.Runtime.InteropServices;

namespace MarketMaker.Bot.Journal;

/// <summary>A counter alone on its cache lines, whatever stands beside it (64 bytes a line, fetched in pairs).</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedCounter
{
    [FieldOffset(128)]
    public long Value;
}
