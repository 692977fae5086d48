"""Words that task tables are made of: agencies, products, notes, as offices of many places write them."""

from __future__ import annotations

from typing import Final

AGENCIES: Final = (
    "Sở Khoa học và Công nghệ",
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Công Thương",
    "Sở Xây dựng",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Dân tộc và Tôn giáo",
    "Văn phòng UBND tỉnh",
    "Thanh tra tỉnh",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Báo và Đài Phát thanh, truyền hình tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Hội Nông dân tỉnh",
    "Liên đoàn Lao động tỉnh",
    "Cục Quản lý thị trường tỉnh",
    "Chi cục Hải quan khu vực II",
    "Thuế tỉnh",
    "Trường Đại học Cần Thơ",
    "Viện Nghiên cứu phát triển kinh tế - xã hội",
    "Trung tâm Phục vụ hành chính công tỉnh",
    "Bộ Khoa học và Công nghệ",
    "Bộ Công Thương",
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế",
    "Liên minh Hợp tác xã tỉnh",
    "Hiệp hội Doanh nghiệp tỉnh",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Ngoại vụ",
    "Sở Y tế tỉnh Thanh Hóa",
    "Ban Quản lý Khu kinh tế Nghi Sơn",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Công an xã",
    "Ủy ban nhân dân xã Định Hòa",
    "UBND phường Hạc Thành",
    "Chi cục Chăn nuôi và Thú y",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Kho bạc Nhà nước khu vực XI",
    "Bảo hiểm xã hội tỉnh",
    "Đoàn Đại biểu Quốc hội tỉnh",
    "Trường Chính trị tỉnh",
    "Thông tấn xã Việt Nam",
    "Ngân hàng Nhà nước chi nhánh tỉnh",
    "Tập đoàn Bưu chính Viễn thông Việt Nam",
)

COLLECTIVES: Final = (
    "Các sở, ban, ngành",
    "Các sở, ban, ngành cấp tỉnh",
    "Các bộ, ngành",
    "UBND các xã, phường",
    "UBND cấp xã",
    "UBND các huyện, thị xã, thành phố",
    "Các cơ quan, đơn vị có liên quan",
    "Các đơn vị có liên quan",
    "Các cơ quan có liên quan",
    "Các địa phương",
    "Các tổ chức chính trị - xã hội tỉnh",
    "Các doanh nghiệp, hợp tác xã",
    "UBND các xã, phường, đặc khu",
    "Các cơ quan, đơn vị, địa phương",
)

RARE: Final = (
    "Trạm Y tế xã",
    "Tỉnh đoàn",
    "Bưu điện tỉnh",
    "Vườn quốc gia Bến En",
    "Văn phòng HĐND và UBND",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Các tổ chức, cá nhân có liên quan",
    "Các cơ quan, tổ chức liên quan",
    "Các bộ, ngành liên quan",
    "Các trường đại học, viện nghiên cứu",
    "Các hội, đoàn thể",
)
"""Bodies and groups that few plans name: a list of agencies may well lack them."""

SUPERIORS: Final = ("UBND tỉnh", "Chủ tịch UBND tỉnh", "HĐND tỉnh", "Thủ tướng Chính phủ", "Ban Thường vụ Tỉnh ủy")

UNITS: Final = {
    "Sở Khoa học và Công nghệ": "Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "UBND tỉnh": "Sở Khoa học và Công nghệ",
}

RESULTS: Final = (
    "Kế hoạch của UBND tỉnh",
    "Báo cáo kết quả thực hiện",
    "Quyết định ban hành của Chủ tịch UBND tỉnh",
    "02 lớp tập huấn",
    "Văn bản chỉ đạo, hướng dẫn",
    "Các hội nghị, hội thảo được tổ chức",
    "Tài liệu, ấn phẩm tuyên truyền",
    "Phần mềm quản lý được đưa vào vận hành",
    "Tin, bài, phóng sự",
    "Cơ sở dữ liệu dùng chung của tỉnh",
    "Nghị quyết của HĐND tỉnh",
    "Danh mục nhiệm vụ được phê duyệt",
    "Mô hình điểm tại ít nhất 05 xã",
    "10 doanh nghiệp/năm",
    "Tờ trình của UBND tỉnh",
    "Biên bản kiểm tra",
    "100% cán bộ, công chức được bồi dưỡng",
    "Hồ sơ, tài liệu",
    "Quy chế phối hợp được ký kết",
    "Số lượng hội viên tăng ít nhất 10%",
    "Trang thông tin, bản đồ số",
    "01 báo cáo/năm",
)

NOTES: Final = (
    "Kế hoạch số 12/KH-UBND",
    "Lồng ghép với nhiệm vụ chuyên môn",
    "Nhiệm vụ mới",
    "Công văn số 345/SKHCN-TĐC",
    "Từ nguồn sự nghiệp khoa học",
    "Nhiệm vụ trọng tâm",
    "Theo Công văn số 1102/BKHCN-TĐC",
    "Đang thực hiện",
    "Chuyển tiếp từ năm 2024",
    "Kinh phí do doanh nghiệp đóng góp",
    "NĐ 45/2025",
)

GROUPS: Final = (
    "Công tác thông tin, tuyên truyền, nâng cao nhận thức",
    "Hoàn thiện cơ chế, chính sách",
    "Phát triển nguồn nhân lực",
    "Đẩy mạnh chuyển đổi số trong quản lý nhà nước",
    "Tăng cường kiểm tra, thanh tra và xử lý vi phạm pháp luật trong lĩnh vực được giao quản lý trên địa bàn",
    "Hợp tác quốc tế",
)

TASKS: Final = (
    "Tổ chức hội nghị quán triệt Nghị quyết số 57-NQ/TW đến toàn thể cán bộ, công chức, viên chức.",
    "Xây dựng chuyên mục trên Cổng thông tin điện tử tỉnh",
    "Rà soát, cắt giảm, đơn giản hóa thủ tục hành chính; phấn đấu giảm ít nhất 30% thời gian giải quyết.",
    "Đầu tư hạ tầng số tại 100% xã, phường.",
    "Phối hợp với Bộ Công an triển khai Đề án 06",
    "Đào tạo, bồi dưỡng kỹ năng số cho người dân; hình thành 50 tổ công nghệ số cộng đồng trong năm 2026.",
    "Thực hiện chi trả không dùng tiền mặt",
    "Kiểm tra việc chấp hành pháp luật về an toàn thực phẩm trong các dịp lễ, Tết",
    "Tham mưu ban hành chính sách hỗ trợ hợp tác xã nông nghiệp ứng dụng công nghệ cao giai đoạn 2026-2030;",
    "Số hóa hồ sơ, tài liệu lưu trữ lịch sử",
    "Hướng dẫn các địa phương lập quy hoạch chung xã",
    "Bảo trì, nâng cấp hệ thống quan trắc môi trường tự động (không khí, nước mặt).",
)
