using System.Globalization;
using System.Text;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Schemas.Tests.Events;

public sealed class JsonLineTests
{
    [Fact]
    public void Double_BeyondExactDecimalsWhereTheCommaSeparates_HasAPoint()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = comma;
        try
        {
            var line = new JsonLine();
            line.Double([], -1234567890.123457, 8); // ten to the eighth times it is above 10¹⁵
            Assert.Equal("-1234567890.123457", Encoding.UTF8.GetString(line.Bytes));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
