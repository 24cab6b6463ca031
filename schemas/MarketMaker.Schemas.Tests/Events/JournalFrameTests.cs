using System.Text;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Tests.Events;

public sealed class JournalFrameTests
{
    private static readonly JournalHeader Header = new("f-1", "r-1", "order_intent", 1, new UtcMicros(1_000_001));
    private static readonly JournalTrailer Trailer = new(new UtcMicros(2_000_000), 3, 5, 7, "ab");

    [Fact]
    public void Write_Header_IsTheDocumentedLine()
    {
        var line = new JsonLine();
        JournalFrame.Write(Header, line);
        Assert.Equal(
            "{\"@t\":\"1970-01-01T00:00:01.000001Z\",\"event_type\":\"file_header\",\"file_uuid\":\"f-1\",\"run_id\":\"r-1\",\"stream\":\"order_intent\",\"schema_v\":1,\"started_at\":\"1970-01-01T00:00:01.000001Z\"}\n",
            Encoding.UTF8.GetString(line.Bytes));
        Assert.Equal(Header, JournalFrame.ReadHeader(line.Bytes.ToArray()));
    }

    [Fact]
    public void Write_Trailer_IsTheDocumentedLine()
    {
        var line = new JsonLine();
        JournalFrame.Write(Trailer, line);
        Assert.Equal("{\"@t\":\"1970-01-01T00:00:02.000000Z\",\"event_type\":\"file_trailer\",\"lines\":3,\"first_seq\":5,\"last_seq\":7,\"sha256\":\"ab\"}\n", Encoding.UTF8.GetString(line.Bytes));
        Assert.Equal(Trailer, JournalFrame.ReadTrailer(line.Bytes.ToArray()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"event_type\":\"order_intent\"}")]
    [InlineData("{\"event_type\":\"file_header\",\"file_uuid\":\"f\"")]
    [InlineData("{\"event_type\":\"file_header\",\"file_uuid\":\"f\",\"run_id\":\"r\",\"stream\":\"s\",\"schema_v\":\"1\",\"started_at\":\"1970-01-01T00:00:01Z\"}")]
    [InlineData("{\"event_type\":\"file_trailer\",\"lines\":1,\"first_seq\":1}")]
    public void Read_AnythingElse_IsNeither(string line)
    {
        Assert.Null(JournalFrame.ReadHeader(Encoding.UTF8.GetBytes(line)));
        Assert.Null(JournalFrame.ReadTrailer(Encoding.UTF8.GetBytes(line)));
    }
}
