print("yuantu")
