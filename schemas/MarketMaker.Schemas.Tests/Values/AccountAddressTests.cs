using System.Text;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Schemas.Tests.Values;

public sealed class AccountAddressTests
{
    [Fact]
    public void TryParse_AnAddress_IsItsBytesInOrder()
    {
        Assert.True(AccountAddress.TryParse("0x0123456789abcdefFEDCBA98765432100A0b0C0d"u8, out AccountAddress address));
        Assert.Equal(new AccountAddress(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210, 0x0A0B_0C0D), address);
        Assert.Equal("0x0123456789abcdeffedcba98765432100a0b0c0d", address.ToString());
        Assert.True(address.IsPresent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x0123")]
    [InlineData("1x0123456789abcdeffedcba98765432100a0b0c0d")]
    [InlineData("0x0123456789abcdeffedcba98765432100a0b0c0g")]
    [InlineData("0x0123456789abcdeffedcba98765432100a0b0c0d0")]
    public void TryParse_AnythingElse_IsRefused(string text)
    {
        Assert.False(AccountAddress.TryParse(Encoding.UTF8.GetBytes(text), out AccountAddress address));
        Assert.Equal(default, address);
    }

    [Fact]
    public void Default_IsNobody() => Assert.Equal((false, ""), (default(AccountAddress).IsPresent, default(AccountAddress).ToString()));

    [Fact]
    public void TryFormat_TooShort_WritesNothing() => Assert.False(new AccountAddress(1, 2, 3).TryFormat(new byte[AccountAddress.TextLength - 1]));
}
