using System.Buffers.Binary;
using System.Text;

namespace MarketMaker.Schemas.Values;

/// <summary>An account at a venue that names accounts by 20 bytes, such as <c>0xe9ed7e16612d676df804f5aecd16e1f9bf9ec9dd</c>.</summary>
/// <remarks>Bytes instead of a text, so that an event carries one without allocating. The default (all zero, which nobody can sign for) means "none".</remarks>
public readonly record struct AccountAddress(ulong High, ulong Middle, uint Low)
{
    /// <summary>Characters of the text form.</summary>
    public const int TextLength = 42;

    private const int ByteCount = 20;

    /// <summary>True unless this is the default, which stands for "no such thing".</summary>
    public bool IsPresent => (High | Middle | Low) != 0;

    /// <summary>Reads <c>0x</c> and 40 hex digits of either case; false when it is anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out AccountAddress address)
    {
        address = default;
        if (utf8.Length != TextLength || utf8[0] != '0' || utf8[1] != 'x') return false;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (Convert.FromHexString(utf8[2..], bytes, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        address = new AccountAddress(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));
        return true;
    }

    /// <summary>Writes the text form, lower-case; false when <paramref name="utf8"/> is shorter than <see cref="TextLength"/>.</summary>
    public bool TryFormat(Span<byte> utf8)
    {
        if (utf8.Length < TextLength) return false;
        Span<byte> bytes = stackalloc byte[ByteCount];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Middle);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], Low);
        "0x"u8.CopyTo(utf8);
        return Convert.TryToHexStringLower(bytes, utf8[2..], out _);
    }

    /// <summary>The text form; empty for the default.</summary>
    public override string ToString()
    {
        if (!IsPresent) return "";
        Span<byte> utf8 = stackalloc byte[TextLength];
        TryFormat(utf8);
        return Encoding.ASCII.GetString(utf8);
    }
}
