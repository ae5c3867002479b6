"""The Wmo-wegwijzer's own library; every module can be used and tested without a server."""
