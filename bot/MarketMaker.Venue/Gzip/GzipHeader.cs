namespace MarketMaker.Venue.Gzip;

/// <summary>The header of a gzip member (RFC 1952, section 2.3).</summary>
internal static class GzipHeader
{
    public const byte Magic1 = 0x1F;
    public const byte Magic2 = 0x8B;

    private const int FixedLength = 10;
    private const int CrcFlag = 2;
    private const int ExtraFlag = 4;
    private const int NameFlag = 8;
    private const int CommentFlag = 16;

    /// <summary>Length of the header at <paramref name="offset"/>, or null when none stands there whole.</summary>
    public static int? LengthAt(FileStream file, long offset)
    {
        byte[] bytes = new byte[4096]; // a longer header (file name and comment) is nobody's
        int available = RandomAccess.Read(file.SafeFileHandle, bytes, offset);
        if (available < FixedLength || bytes[0] != Magic1 || bytes[1] != Magic2 || bytes[2] != 8 || (bytes[3] & 0xE0) != 0) return null;
        int flags = bytes[3];
        int length = FixedLength;
        if ((flags & ExtraFlag) != 0) length += 2 + (length + 1 < available ? bytes[length] | (bytes[length + 1] << 8) : available);
        if ((flags & NameFlag) != 0) length = AfterZero(bytes, length, available);
        if ((flags & CommentFlag) != 0) length = AfterZero(bytes, length, available);
        if ((flags & CrcFlag) != 0) length += 2;
        return length <= available ? length : null;
    }

    private static int AfterZero(byte[] bytes, int from, int available)
    {
        if (from >= available) return available + 1;
        int zero = Array.IndexOf(bytes, (byte)0, from, available - from);
        return zero < 0 ? available + 1 : zero + 1;
    }
}
